
# What stands without an option, and lists beside files
function __opsec_apps
    printf '%s\t%s\n' APPS
end
function __opsec_lists
    printf '%s\t%s\n' LISTS
end
complete -c opsec -n "__fish_opsec_using_subcommand rate" -f -a "(__opsec_apps)"
complete -c opsec -n "__fish_opsec_using_subcommand checklist" -l from -r -f -a "(__opsec_apps)"
complete -c opsec -n "__fish_opsec_using_subcommand checklist" -l to -r -f -a "(__opsec_apps)"
complete -c opsec -n "__fish_opsec_using_subcommand passphrase" -s l -l list -r -a "(__opsec_lists)"
complete -c opsec -n "__fish_opsec_using_subcommand wordlist; and __fish_seen_subcommand_from show" -f -a "(__opsec_lists)"
complete -c opsec -n "__fish_opsec_using_subcommand completions" -f -a "SHELLS"

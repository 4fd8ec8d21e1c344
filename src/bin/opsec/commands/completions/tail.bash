
# Names of apps that have spaces, which a list of words can't hold
_opsec_names() {
    _opsec "$@"
    case "$3" in
        --from|--to) ;;
        OPTIONS) return 0 ;;
        *) [[ "${COMP_WORDS[1]}" == rate && "$2" != -* ]] || return 0 ;;
    esac
    local name quoted
    for name in NAMES; do
        printf -v quoted %q "$name"
        if [[ "$quoted" == "$2"* || "$name" == "$2"* ]]; then
            COMPREPLY+=("$quoted")
        fi
    done
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _opsec_names -o nosort -o bashdefault -o default opsec
else
    complete -F _opsec_names -o bashdefault -o default opsec
fi

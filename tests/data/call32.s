# A 32-bit program that connects in both ways that such programs have: by a call of its own, and by `socketcall`.
.globl _start
_start:
    movl $359, %eax; movl $2, %ebx; movl $1, %ecx; xorl %edx, %edx; int $0x80
    movl %eax, %ebx; movl $362, %eax; movl $first, %ecx; movl $16, %edx; int $0x80
    movl $102, %eax; movl $1, %ebx; movl $socket, %ecx; int $0x80
    movl %eax, connect; movl $102, %eax; movl $3, %ebx; movl $connect, %ecx; int $0x80
    movl $1, %eax; xorl %ebx, %ebx; int $0x80
.data
socket: .long 2, 1, 0
connect: .long 0, second, 16
first: .byte 2, 0, 0, 80, 198, 51, 100, 7, 0, 0, 0, 0, 0, 0, 0, 0
second: .byte 2, 0, 0, 81, 198, 51, 100, 7, 0, 0, 0, 0, 0, 0, 0, 0

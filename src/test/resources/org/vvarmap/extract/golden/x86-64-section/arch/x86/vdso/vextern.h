VEXTERN(jiffies)
VEXTERN(vsyscall_gtod_data)

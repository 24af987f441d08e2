void flush_thread(void) { }

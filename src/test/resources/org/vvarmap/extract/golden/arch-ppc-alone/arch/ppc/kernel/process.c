int start_thread_here(void)
{
	return 0;
}

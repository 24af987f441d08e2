extern struct timer_info_t timer_info;
#define EMPTY_VALUE ~(0UL)

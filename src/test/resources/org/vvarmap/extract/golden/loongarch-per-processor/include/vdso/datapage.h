#ifndef __VDSO_DATAPAGE_H
#define __VDSO_DATAPAGE_H

#define CLOCK_TAI	11
#define VDSO_BASES	(CLOCK_TAI + 1)
#define CS_BASES	2

struct vdso_timestamp {
	u64	sec;
	u64	nsec;
};

struct vdso_data {
	u32			seq;
	s32			clock_mode;
	u64			cycle_last;
	u64			mask;
	u32			mult;
	union {
		struct vdso_timestamp	basetime[VDSO_BASES];
		struct vdso_timestamp	offset[VDSO_BASES];
	};
};

#endif

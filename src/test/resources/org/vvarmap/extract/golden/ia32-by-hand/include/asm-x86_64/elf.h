#define SET_PERSONALITY(ex, ibcs2) do { } while (0)

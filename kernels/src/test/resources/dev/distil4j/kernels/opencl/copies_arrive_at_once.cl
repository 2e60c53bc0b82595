// Before mma_emulated.cl: copies that were begun arrive before anything else happens.
#define COPIES_ARRIVE_AT_ONCE 1

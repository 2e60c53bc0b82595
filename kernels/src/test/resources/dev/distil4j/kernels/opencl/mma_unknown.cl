// A compiler that does not know the instructions.
#error this_device_has_no_mma

"""What frameworks do while they load that no call in the program spells out: one file each."""

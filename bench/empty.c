/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What starting any program at all costs here. */
int main(void) { return 0; }

# SPDX-License-Identifier: GPL-3.0-or-later
# A server that answers each line in capitals, and says what it does.
use strict;
use warnings;
use IO::Socket::INET;
$| = 1;
my $listener = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $ARGV[0], Listen => 5, ReuseAddr => 1) or die "no socket: $!\n";
print "listening on $ARGV[0]\n";
while (my $client = $listener->accept) {
    print "a client\n";
    while (my $line = <$client>) {
        print $client uc $line;
    }
    print "the client has gone\n";
}

/**
 * Attacks on a server while bystanders play: each is run for a bounded time, and judged by what the
 * bystanders noticed, what the server's memory and disk took, and whether the attackers were told.
 */
@NullMarked
package dev.roomkeeper.bench.abuse;

import org.jspecify.annotations.NullMarked;

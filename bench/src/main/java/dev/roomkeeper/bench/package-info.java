/**
 * Load generator: opens rooms and clients over real sockets against any running server, sends at a
 * set rate whether or not answers come, and reports latency, and what the server spent, as a table.
 */
@NullMarked
package dev.roomkeeper.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Tests of the server as its users have it: a process with a port, an output and a data directory.
 */
@NullMarked
package dev.roomkeeper.server.blackbox;

import org.jspecify.annotations.NullMarked;

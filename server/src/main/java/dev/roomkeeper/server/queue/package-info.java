/** Who waits for a match and who plays one: rules and ports, without I/O, clocks or dice. */
@NullMarked
package dev.roomkeeper.server.queue;

import org.jspecify.annotations.NullMarked;

/** Values and changes as bytes, for the binary subprotocol. */
@NullMarked
package dev.roomkeeper.server.binary;

import org.jspecify.annotations.NullMarked;

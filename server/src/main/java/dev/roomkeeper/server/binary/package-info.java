/** Values and changes as bytes: what the binary subprotocol is made of. */
@NullMarked
package dev.roomkeeper.server.binary;

import org.jspecify.annotations.NullMarked;

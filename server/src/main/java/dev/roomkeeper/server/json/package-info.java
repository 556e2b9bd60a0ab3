/** JSON as bytes, for all who read or write it. */
@NullMarked
package dev.roomkeeper.server.json;

import org.jspecify.annotations.NullMarked;

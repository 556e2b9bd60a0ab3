/** JSON as bytes, for all who read or write it. */
@NullMarked
package dev.roomkeeper.module.json;

import org.jspecify.annotations.NullMarked;

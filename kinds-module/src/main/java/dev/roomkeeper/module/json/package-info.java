/** JSON as bytes. */
@NullMarked
package dev.roomkeeper.module.json;

import org.jspecify.annotations.NullMarked;

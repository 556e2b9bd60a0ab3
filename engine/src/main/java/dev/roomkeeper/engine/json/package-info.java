/** JSON values, patches and changes: immutable trees that share what they have in common. */
@NullMarked
package dev.roomkeeper.engine.json;

import org.jspecify.annotations.NullMarked;

/** JSON values, patches and changes: immutable trees that share structure. */
@NullMarked
package dev.roomkeeper.engine.json;

import org.jspecify.annotations.NullMarked;

/** Files that an operator names. */
@NullMarked
package dev.roomkeeper.server.files;

import org.jspecify.annotations.NullMarked;

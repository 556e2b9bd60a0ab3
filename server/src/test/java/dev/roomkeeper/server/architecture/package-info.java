/** The walls of ARCHITECTURE.md, held up by a test. */
@NullMarked
package dev.roomkeeper.server.architecture;

import org.jspecify.annotations.NullMarked;

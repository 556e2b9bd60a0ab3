/** HTTP resources, as a kind's module writes them. */
@NullMarked
package dev.roomkeeper.module.http;

import org.jspecify.annotations.NullMarked;

/** HTTP resources of kinds' modules. */
@NullMarked
package dev.roomkeeper.module.http;

import org.jspecify.annotations.NullMarked;

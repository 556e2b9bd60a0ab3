@NullMarked
package dev.roomkeeper.client;

import org.jspecify.annotations.NullMarked;

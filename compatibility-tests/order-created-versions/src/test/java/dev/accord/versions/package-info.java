/** Every version of OrderCreated, written and read at the same time. */
@NullMarked
package dev.accord.versions;

import org.jspecify.annotations.NullMarked;

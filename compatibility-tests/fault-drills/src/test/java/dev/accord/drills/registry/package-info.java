@NullMarked
package dev.accord.drills.registry;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.accord.drills.history;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.accord.drills.verdict;

import org.jspecify.annotations.NullMarked;

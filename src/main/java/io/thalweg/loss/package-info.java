/** Loss functions: value, derivative, mean function and label domain of each, behind {@link io.thalweg.loss.Loss}. Knows only the JDK. */
package io.thalweg.loss;

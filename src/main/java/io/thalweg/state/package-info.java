/** Memory that can be logged, published and restored block by block: {@link io.thalweg.state.Blocks}. Knows nothing of what the floats mean. */
package io.thalweg.state;

/** Memory that can be logged, published and restored block by block: {@link io.thalweg.state.Blocks}; numbers and arrays as bytes. Knows nothing of what the floats mean. */
package io.thalweg.state;

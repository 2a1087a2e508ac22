/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef HWALIAS_DATA_BASE_VECTOR_H
#define HWALIAS_DATA_BASE_VECTOR_H

/*
 * The instructions for several bytes at once that every processor of an architecture has:
 * SSE2 of x86-64, NEON of arm64. Who uses them has a portable twin for all others.
 */
#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#endif

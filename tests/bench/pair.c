// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Two ways to do the same work, run in turn (A B A B ...), and by how much A is ahead.
 *
 * Usage: bench-pair [-r ROUNDS] [-t SECONDS] [-c | -m] [-x] A B
 *
 * A and B are each commands, parted by " ; ", whose words are parted by blanks:
 *	-command	a leading '-': its exit status does not matter
 *	<FILE		standard input, which else is /dev/null
 *	@FILE		the command is run once for each line of FILE, with the line there
 * or ":NAME ARGUMENT..." for what tests/bench/side.c does within a process.
 *
 * Each round measures the wall clock of A, then of B, or with -c their processor time, or
 * with -m the most memory that a command had resident, and takes B / A. Printed are the
 * median of these ratios, their quartiles, and the medians of A and B (seconds or KiB):
 *	RATIO LOW HIGH A B
 * Rounds beyond the third are left out once SECONDS have passed. Two ":" sides must have
 * the same results, but for -x. Exit status: 1 something failed or the results differ,
 * 77 a side is not to be had here.
 *
 * This program loads nothing but the C library: what is resident before exec() counts
 * for the new program too (exec_mmap(), fs/exec.c).
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORDS_MAX    64
#define COMMANDS_MAX 8
#define ROUNDS_MAX   1000

struct command {
	char *words[WORDS_MAX];
	const char *input;
	/* the word that stands for a line, or NULL; its file's name and lines */
	char **each;
	char **lines;
	size_t line_count;
	bool any_status;
};

struct side {
	const char *text;
	struct command commands[COMMANDS_MAX];
	size_t count;
	/* of a process that is kept: its ends, and its digest */
	FILE *ask;
	FILE *answer;
	char digest[64];
	pid_t pid;
};

extern char **environ;

__attribute__((format(printf, 2, 3), noreturn)) static void end(int status,
								const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(status);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static char *copy(const char *s)
{
	char *s2 = strdup(s);

	if (!s2)
		end(1, "out of memory");
	return s2;
}

static void read_lines(struct command *c, const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	if (!file)
		end(1, "%s: %s", path, strerror(errno));
	while ((n = getline(&line, &size, file)) > 0) {
		line[strcspn(line, "\n")] = '\0';
		c->lines = realloc(c->lines, (c->line_count + 1) * sizeof(*c->lines));
		if (!c->lines)
			end(1, "out of memory");
		c->lines[c->line_count++] = copy(line);
	}
	free(line);
	fclose(file);
}

static void parse_word(struct command *c, size_t *n, char *word)
{
	if (*n + 1 == WORDS_MAX)
		end(1, "too many words");
	if (word[0] == '<') {
		c->input = word + 1;
		return;
	}
	if (word[0] == '@') {
		c->each = &c->words[*n];
		read_lines(c, word + 1);
	}
	if (*n == 0 && word[0] == '-') {
		c->any_status = true;
		word++;
	}
	c->words[(*n)++] = word;
}

static void parse(struct side *side)
{
	char *rest = copy(side->text);
	char *word;
	size_t n = 0;

	side->count = 1;
	while ((word = strsep(&rest, " "))) {
		if (strcmp(word, ";") == 0) {
			n = 0;
			if (++side->count > COMMANDS_MAX)
				end(1, "too many commands");
		} else if (*word) {
			parse_word(&side->commands[side->count - 1], &n, word);
		}
	}
}

enum measured { CLOCK, PROCESSOR, MEMORY, MEASURED_COUNT };

/* What a run cost: seconds by the clock, seconds of processor time, KiB. */
struct cost {
	double of[MEASURED_COUNT];
};

static double seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static void run_once(const struct command *c, struct cost *cost)
{
	double start = now();
	posix_spawn_file_actions_t files;
	struct rusage usage;
	pid_t pid;
	int status;
	int r;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, c->input ? c->input : "/dev/null",
					 O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	r = posix_spawnp(&pid, c->words[0], &files, NULL, c->words, environ);
	if (r != 0)
		end(1, "%s: %s", c->words[0], strerror(r));
	posix_spawn_file_actions_destroy(&files);
	if (wait4(pid, &status, 0, &usage) != pid)
		end(1, "wait4: %s", strerror(errno));
	cost->of[CLOCK] += now() - start;
	cost->of[PROCESSOR] += seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
	if ((double)usage.ru_maxrss > cost->of[MEMORY])
		cost->of[MEMORY] = (double)usage.ru_maxrss;
	if (!WIFEXITED(status) || (WEXITSTATUS(status) != 0 && !c->any_status))
		end(1, "%s: exit status %d, wait status %#x", c->words[0],
		    WEXITSTATUS(status), (unsigned)status);
}

static void run_command(const struct command *c, struct cost *cost)
{
	if (!c->each) {
		run_once(c, cost);
		return;
	}
	for (size_t i = 0; i < c->line_count; i++) {
		*c->each = c->lines[i];
		run_once(c, cost);
	}
}

/* The next line of a kept process. One that ended instead has said why. */
static void hear(struct side *side, char *line, int size)
{
	int status = 0;

	if (fgets(line, size, side->answer))
		return;
	waitpid(side->pid, &status, 0);
	end(WIFEXITED(status) && WEXITSTATUS(status) == 77 ? 77 : 1, "%s failed",
	    side->text);
}

static struct cost measure(struct side *side)
{
	struct cost cost = {{0}};
	char line[64];
	char *second;

	if (side->ask) {
		fputc('\n', side->ask);
		fflush(side->ask);
		hear(side, line, sizeof(line));
		cost.of[CLOCK] = strtod(line, &second);
		cost.of[PROCESSOR] = strtod(second, NULL);
		return cost;
	}
	for (size_t i = 0; i < side->count; i++)
		run_command(&side->commands[i], &cost);
	return cost;
}

/* bench-side lies beside this program. */
static char *side_program(const char *self)
{
	static const char name[] = "bench-side";
	const char *slash = strrchr(self, '/');
	size_t head = slash ? (size_t)(slash - self) + 1 : 0;
	char *path = malloc(head + sizeof(name));

	if (!path)
		end(1, "out of memory");
	memcpy(path, self, head);
	memcpy(path + head, name, sizeof(name));
	return path;
}

static void start_process(struct side *side, const char *self)
{
	struct command *c = &side->commands[0];
	posix_spawn_file_actions_t files;
	int to[2];
	int from[2];
	int r;

	/* closed in the child by exec: it must see the end of its input */
	if (pipe2(to, O_CLOEXEC) < 0 || pipe2(from, O_CLOEXEC) < 0)
		end(1, "pipe: %s", strerror(errno));
	/* ":match a b" is bench-side match a b */
	memmove(c->words + 1, c->words, sizeof(c->words) - sizeof(c->words[0]));
	c->words[0] = side_program(self);
	c->words[1]++;
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, to[0], 0);
	posix_spawn_file_actions_adddup2(&files, from[1], 1);
	r = posix_spawnp(&side->pid, c->words[0], &files, NULL, c->words, environ);
	if (r != 0)
		end(1, "%s: %s", c->words[0], strerror(r));
	posix_spawn_file_actions_destroy(&files);
	close(to[0]);
	close(from[1]);
	side->ask = fdopen(to[1], "w");
	side->answer = fdopen(from[0], "r");
	if (!side->ask || !side->answer)
		end(1, "out of memory");
	hear(side, side->digest, sizeof(side->digest));
}

static void close_side(struct side *side)
{
	int status;

	if (!side->ask)
		return;
	fclose(side->ask);
	fclose(side->answer);
	if (waitpid(side->pid, &status, 0) != side->pid || status != 0)
		end(1, "%s failed in the end", side->text);
}

static void open_side(struct side *side, const char *text, const char *self)
{
	side->text = text;
	parse(side);
	if (text[0] == ':')
		start_process(side, self);
	else if (!side->commands[0].words[0])
		end(2, "no command");
}

static int by_value(const void *a, const void *b)
{
	const double *x = a;
	const double *y = b;

	return (*x > *y) - (*x < *y);
}

/* The value below which `part` of them are; sorts them. */
static double quantile(double *values, size_t n, double part)
{
	double at = part * (double)(n - 1);
	size_t i = (size_t)at;

	qsort(values, n, sizeof(*values), by_value);
	return i + 1 < n ? values[i] + (at - (double)i) * (values[i + 1] - values[i])
			 : values[i];
}

static void compare(struct side sides[2], size_t rounds, double seconds,
		    enum measured what)
{
	static double values[2][ROUNDS_MAX];
	static double ratios[ROUNDS_MAX];
	double start = now();
	size_t n = 0;

	while (n < rounds && (n < 3 || now() - start < seconds)) {
		for (size_t i = 0; i < 2; i++) {
			values[i][n] = measure(&sides[i]).of[what];
		}
		ratios[n] = values[1][n] / values[0][n];
		n++;
	}
	printf("%.4f %.4f %.4f %.9g %.9g\n", quantile(ratios, n, 0.5),
	       quantile(ratios, n, 0.25), quantile(ratios, n, 0.75),
	       quantile(values[0], n, 0.5), quantile(values[1], n, 0.5));
}

int main(int argc, char **argv)
{
	static struct side sides[2];
	long rounds = 15;
	double seconds = 5;
	enum measured what = CLOCK;
	bool equal = true;
	int c;

	while ((c = getopt(argc, argv, "r:t:cmx")) != -1) {
		if (c == 'r')
			rounds = strtol(optarg, NULL, 10);
		else if (c == 't')
			seconds = strtod(optarg, NULL);
		else if (c == 'c')
			what = PROCESSOR;
		else if (c == 'm')
			what = MEMORY;
		else if (c == 'x')
			equal = false;
		else
			return 2;
	}
	if (argc - optind != 2 || rounds < 1 || rounds > ROUNDS_MAX)
		end(2, "usage: bench-pair [-r ROUNDS] [-t SECONDS] [-c | -m] [-x] A B");
	for (int i = 0; i < 2; i++)
		open_side(&sides[i], argv[optind + i], argv[0]);
	if (equal && sides[0].ask && sides[1].ask &&
	    strcmp(sides[0].digest, sides[1].digest) != 0)
		end(1, "the results differ: compare what \"bench-side ... dump\" prints");
	/* once uncounted, so that both find the files in the page cache */
	if (rounds > 1)
		for (int i = 0; i < 2; i++)
			measure(&sides[i]);
	compare(sides, (size_t)rounds, seconds, what);
	for (int i = 0; i < 2; i++)
		close_side(&sides[i]);
	return 0;
}

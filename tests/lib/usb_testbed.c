// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Runs a command on a machine with composed USB devices that answer control requests.
 *
 *     umockdev-wrapper usb-testbed DESCRIPTION ANSWERS LOG COMMAND...
 *
 * DESCRIPTION is one of umockdev's, with a line "N:" of each node. ANSWERS are lines
 *
 *     /dev/bus/usb/001/002 a30000000100 03050000
 *     /dev/bus/usb/001/002 80060003     never
 *
 * the first bytes of a request (bmRequestType, bRequest, wValue, wIndex), and what is
 * sent, cut to wLength; the first line that fits counts. `never` is no answer at all,
 * `node FILE unplugged` an error of the node, and what is in no line is refused, as by a
 * stall.
 *
 * LOG has a line for each node that is opened, each request, and each that is taken back,
 * with milliseconds: "12 open NODE", "13 ask NODE SETUP", "14 discard NODE".
 */
#include <errno.h>
#include <glib.h>
#include <linux/usbdevice_fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <umockdev.h>
#include <unistd.h>

#define SETUP_BYTES 8

/* How long a program waits for a request that is on its way before it is told to ask
 * again. */
#define PAUSE_US 5000

/* Parts of the command line; one of these programs has one bed. */
struct bed {
	gchar **answers;
	FILE *log;
	GMutex lock;
};

/* An open node: the requests that are on their way, oldest first. */
struct pending {
	UMockdevIoctlData *urb;
	gchar *node;
	/* NULL: none will come */
	GByteArray *reply;
	int status;
	gboolean is_discarded;
};

static GList *queue;

static void say(struct bed *bed, const char *what, const char *node, const guint8 *setup)
{
	fprintf(bed->log, "%" G_GINT64_FORMAT " %s %s", g_get_monotonic_time() / 1000,
		what, node);
	for (size_t i = 0; setup && i < SETUP_BYTES; i++)
		fprintf(bed->log, "%s%02x", i ? "" : " ", setup[i]);
	fputc('\n', bed->log);
	fflush(bed->log);
}

static GByteArray *unhex(const char *digits)
{
	GByteArray *bytes = g_byte_array_new();

	for (; g_ascii_isxdigit(digits[0]) && g_ascii_isxdigit(digits[1]); digits += 2) {
		guint8 byte = (guint8)(g_ascii_xdigit_value(digits[0]) << 4 |
				       g_ascii_xdigit_value(digits[1]));

		g_byte_array_append(bytes, &byte, 1);
	}
	return bytes;
}

static gboolean fits(const char *digits, const guint8 *setup)
{
	GByteArray *head = unhex(digits);
	gboolean is = head->len <= SETUP_BYTES && !memcmp(head->data, setup, head->len);

	g_byte_array_unref(head);
	return is;
}

/* Sets the reply of the first line that fits. */
static void choose(struct bed *bed, const guint8 *setup, struct pending *p)
{
	guint length = setup[6] | (guint)setup[7] << 8;

	p->status = -EPIPE;
	p->reply = g_byte_array_new();
	for (gchar **line = bed->answers; *line; line++) {
		gchar **words = g_strsplit_set(*line, " ", 3);
		gboolean is = g_strv_length(words) == 3 && !strcmp(words[0], p->node) &&
			      fits(words[1], setup);

		if (is) {
			g_byte_array_unref(p->reply);
			p->status = 0;
			p->reply = NULL;
			if (strcmp(g_strstrip(words[2]), "never") != 0)
				p->reply = unhex(words[2]);
		}
		g_strfreev(words);
		if (is)
			break;
	}
	if (p->reply && p->reply->len > length)
		g_byte_array_set_size(p->reply, length);
}

static void submit(struct bed *bed, UMockdevIoctlClient *client, UMockdevIoctlData *arg)
{
	UMockdevIoctlData *urb_data =
		umockdev_ioctl_data_resolve(arg, 0, sizeof(struct usbdevfs_urb), NULL);
	const struct usbdevfs_urb *urb = (const void *)urb_data->data;
	UMockdevIoctlData *buffer = umockdev_ioctl_data_resolve(
		urb_data, G_STRUCT_OFFSET(struct usbdevfs_urb, buffer),
		(gsize)urb->buffer_length, NULL);
	struct pending *p = g_new0(struct pending, 1);

	p->node = g_strdup(umockdev_ioctl_client_get_devnode(client));
	p->urb = urb_data;
	say(bed, "ask", p->node, buffer->data);
	choose(bed, buffer->data, p);
	if (p->reply && p->reply->len)
		umockdev_ioctl_data_update(buffer, SETUP_BYTES, p->reply->data,
					   (int)p->reply->len);
	queue = g_list_append(queue, p);
	umockdev_ioctl_client_complete(client, 0, 0);
}

static void reap(UMockdevIoctlClient *client, UMockdevIoctlData *arg)
{
	const char *node = umockdev_ioctl_client_get_devnode(client);
	gboolean waits = FALSE;

	for (GList *at = queue; at; at = at->next) {
		struct pending *p = at->data;
		int length = p->reply && !p->is_discarded ? (int)p->reply->len : 0;
		int status = p->is_discarded ? -ENOENT : p->status;
		UMockdevIoctlData *to;

		if (strcmp(p->node, node) != 0)
			continue;
		if (!p->reply && !p->is_discarded) {
			waits = TRUE;
			continue;
		}
		umockdev_ioctl_data_update(
			p->urb, G_STRUCT_OFFSET(struct usbdevfs_urb, actual_length),
			(guint8 *)&length, sizeof(length));
		umockdev_ioctl_data_update(p->urb,
					   G_STRUCT_OFFSET(struct usbdevfs_urb, status),
					   (guint8 *)&status, sizeof(status));
		to = umockdev_ioctl_data_resolve(arg, 0, sizeof(gpointer), NULL);
		umockdev_ioctl_data_set_ptr(to, 0, p->urb);
		queue = g_list_delete_link(queue, at);
		umockdev_ioctl_client_complete(client, 0, 0);
		return;
	}
	/* poll() finds the socket that is the node always ready: libusb would ask without
	 * end */
	if (waits)
		g_usleep(PAUSE_US);
	umockdev_ioctl_client_complete(client, -1, EAGAIN);
}

static void discard(struct bed *bed, UMockdevIoctlClient *client, UMockdevIoctlData *arg)
{
	gulong address;

	memcpy(&address, arg->data, sizeof(address));
	for (GList *at = queue; at; at = at->next) {
		struct pending *p = at->data;

		if (p->urb->client_addr != address)
			continue;
		p->is_discarded = TRUE;
		say(bed, "discard", p->node, NULL);
		umockdev_ioctl_client_complete(client, 0, 0);
		return;
	}
	umockdev_ioctl_client_complete(client, -1, EINVAL);
}

static gboolean on_ioctl(UMockdevIoctlBase *handler, UMockdevIoctlClient *client,
			 struct bed *bed)
{
	UMockdevIoctlData *arg = umockdev_ioctl_client_get_arg(client);
	UMockdevIoctlData *word;
	guint32 capabilities = 0;

	(void)handler;
	g_mutex_lock(&bed->lock);
	switch (umockdev_ioctl_client_get_request(client)) {
	case USBDEVFS_GET_CAPABILITIES:
		word = umockdev_ioctl_data_resolve(arg, 0, sizeof(capabilities), NULL);
		umockdev_ioctl_data_update(word, 0, (guint8 *)&capabilities,
					   sizeof(capabilities));
		umockdev_ioctl_client_complete(client, 0, 0);
		break;
	case USBDEVFS_SUBMITURB:
		submit(bed, client, arg);
		break;
	case USBDEVFS_REAPURB:
	case USBDEVFS_REAPURBNDELAY:
		reap(client, arg);
		break;
	case USBDEVFS_DISCARDURB:
		discard(bed, client, arg);
		break;
	default:
		umockdev_ioctl_client_complete(client, -1, ENOTTY);
		break;
	}
	g_mutex_unlock(&bed->lock);
	return TRUE;
}

static void on_open(UMockdevIoctlBase *handler, UMockdevIoctlClient *client,
		    struct bed *bed)
{
	(void)handler;
	g_mutex_lock(&bed->lock);
	say(bed, "open", umockdev_ioctl_client_get_devnode(client), NULL);
	g_mutex_unlock(&bed->lock);
}

/* The nodes of the lines "N: bus/usb/001/002=…". */
static void attach(UMockdevTestbed *testbed, UMockdevIoctlBase *handler,
		   const gchar *description)
{
	gchar **lines = g_strsplit(description, "\n", -1);

	for (gchar **line = lines; *line; line++) {
		gchar *node;

		if (!g_str_has_prefix(*line, "N: "))
			continue;
		node = g_strdup_printf("/dev/%.*s", (int)strcspn(*line + 3, "="),
				       *line + 3);
		g_assert(umockdev_testbed_attach_ioctl(testbed, node, handler, NULL));
		g_free(node);
	}
	g_strfreev(lines);
}

int main(int argc, char **argv)
{
	struct bed bed = {.log = NULL};
	UMockdevTestbed *testbed;
	UMockdevIoctlBase *handler;
	gchar *description = NULL;
	gchar *answers = NULL;
	GPid child;
	int status;

	if (argc < 5 || !g_file_get_contents(argv[1], &description, NULL, NULL) ||
	    !g_file_get_contents(argv[2], &answers, NULL, NULL))
		return 125;
	bed.log = fopen(argv[3], "w");
	if (!bed.log)
		return 125;
	bed.answers = g_strsplit(answers, "\n", -1);
	testbed = umockdev_testbed_new();
	handler = umockdev_ioctl_base_new();
	g_object_connect(handler, "signal-after::handle-ioctl", on_ioctl, &bed,
			 "signal-after::client-connected", on_open, &bed, NULL);
	if (!umockdev_testbed_add_from_string(testbed, description, NULL))
		return 125;
	attach(testbed, handler, description);
	if (!g_spawn_async(NULL, argv + 4, NULL,
			   G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
				   G_SPAWN_CHILD_INHERITS_STDIN,
			   NULL, NULL, &child, NULL))
		return 125;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	g_object_unref(handler);
	g_object_unref(testbed);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 124;
}

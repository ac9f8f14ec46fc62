// SPDX-License-Identifier: MIT
// A resolver that changes its mind: in the place of getaddrinfo, what RESOLVER_SAYS has for each
// time that rebinding.example is asked for, its addresses with commas between, a blank before the
// next time's. The last stands for all times after.
#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#define NAME "rebinding.example"

typedef int resolve(const char *, const char *, const struct addrinfo *, struct addrinfo **);

__attribute__((visibility("default"))) int getaddrinfo(
	const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **out);

// In one piece, as freeaddrinfo takes it apart.
static struct addrinfo *add(const char *address, const char *service, struct addrinfo *next)
{
	struct addrinfo *made = calloc(1, sizeof *made + sizeof(struct sockaddr_in));
	if (!made)
		abort();
	struct sockaddr_in *to = (struct sockaddr_in *)(made + 1);
	*to = (struct sockaddr_in){.sin_family = AF_INET};
	if (inet_pton(AF_INET, address, &to->sin_addr) != 1)
		abort();
	to->sin_port = htons((uint16_t)(service ? strtoul(service, NULL, 10) : 0));
	made->ai_family = AF_INET;
	made->ai_socktype = SOCK_STREAM;
	made->ai_addrlen = sizeof *to;
	made->ai_addr = (struct sockaddr *)to;
	made->ai_next = next;
	return made;
}

// The last of a list first, so that the first comes first.
static struct addrinfo *add_all(char *list, const char *service)
{
	char *rest = NULL, *address = strtok_r(list, ",", &rest);
	if (!address)
		return NULL;
	struct addrinfo *later = add_all(rest, service);
	return add(address, service, later);
}

int getaddrinfo(
	const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **out)
{
	static int asked;
	const char *says = getenv("RESOLVER_SAYS");
	if (!node || strcmp(node, NAME) != 0 || !says) {
		resolve *real;
		void *found = dlsym(RTLD_NEXT, "getaddrinfo");
		memcpy(&real, &found, sizeof real);
		return real(node, service, hints, out);
	}
	char answer[200];
	for (int i = 0; i < asked && strchr(says, ' '); i++)
		says = strchr(says, ' ') + 1;
	asked++;
	strncpy(answer, says, sizeof answer - 1);
	answer[sizeof answer - 1] = '\0';
	answer[strcspn(answer, " ")] = '\0';
	*out = add_all(answer, service);
	return *out ? 0 : EAI_NONAME;
}

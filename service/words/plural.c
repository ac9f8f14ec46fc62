// SPDX-License-Identifier: MIT
#include "words/plural.h"

#include <string.h>

#define DEPTH_LIMIT 50

// Evaluates while it reads: both sides of every choice, which costs nothing and has no effects.
struct reading {
	struct text rest;
	uint64_t count;
	int depth;
	bool failed;
};

enum operation { OR, AND, EQUAL, UNEQUAL, UP_TO, FROM, BELOW, ABOVE, ADD, TAKE, TIMES, OVER, REST };

// What begins as another one does stands after it.
static const struct operator
{
	const char *sign;
	enum operation operation;
	int binding;
}
operators[] = {
	{"||", OR, 1},
	{"&&", AND, 2},
	{"==", EQUAL, 3},
	{"!=", UNEQUAL, 3},
	{"<=", UP_TO, 4},
	{">=", FROM, 4},
	{"<", BELOW, 4},
	{">", ABOVE, 4},
	{"+", ADD, 5},
	{"-", TAKE, 5},
	{"*", TIMES, 6},
	{"/", OVER, 6},
	{"%", REST, 6},
};

static uint64_t read_expression(struct reading *reading);

static bool take(struct reading *reading, const char *sign)
{
	reading->rest = text_trim(reading->rest);
	if (!text_starts(reading->rest, sign))
		return false;
	size_t length = strlen(sign);
	reading->rest = (struct text){reading->rest.start + length, reading->rest.length - length};
	return true;
}

static uint64_t read_digits(struct reading *reading)
{
	uint64_t value = 0;
	size_t digits = 0;
	reading->rest = text_trim(reading->rest);
	struct text text = reading->rest;
	for (; digits < text.length && text.start[digits] >= '0' && text.start[digits] <= '9'; digits++)
		value = value * 10 + (uint64_t)(text.start[digits] - '0');
	if (digits == 0 || digits > 9)
		reading->failed = true;
	reading->rest = (struct text){text.start + digits, text.length - digits};
	return value;
}

static uint64_t read_operand(struct reading *reading)
{
	uint64_t value = 0;
	if (++reading->depth > DEPTH_LIMIT || reading->failed) {
		reading->failed = true;
	} else if (take(reading, "n")) {
		value = reading->count;
	} else if (take(reading, "!")) {
		value = !read_operand(reading);
	} else if (take(reading, "(")) {
		value = read_expression(reading);
		if (!take(reading, ")"))
			reading->failed = true;
	} else {
		value = read_digits(reading);
	}
	reading->depth--;
	return value;
}

static uint64_t divided(struct reading *reading, uint64_t left, uint64_t right, bool rest)
{
	if (right == 0) {
		reading->failed = true;
		return 0;
	}
	return rest ? left % right : left / right;
}

static uint64_t applied(
	struct reading *reading, enum operation operation, uint64_t left, uint64_t right)
{
	switch (operation) {
	case OR:
		return left || right;
	case AND:
		return left && right;
	case EQUAL:
		return left == right;
	case UNEQUAL:
		return left != right;
	case UP_TO:
		return left <= right;
	case FROM:
		return left >= right;
	case BELOW:
		return left < right;
	case ABOVE:
		return left > right;
	case ADD:
		return left + right;
	case TAKE:
		return left - right;
	case TIMES:
		return left * right;
	case OVER:
	case REST:
		break;
	}
	return divided(reading, left, right, operation == REST);
}

static const struct operator* take_operator(struct reading *reading, int least)
{
	for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
		if (operators[i].binding >= least && take(reading, operators[i].sign))
			return &operators[i];
	}
	return NULL;
}

// Operators that bind at least so strongly; those that bind alike from the left.
static uint64_t read_binary(struct reading *reading, int least)
{
	const struct operator* operator;
	uint64_t left = read_operand(reading);
	while (!reading->failed && (operator= take_operator(reading, least))) {
		uint64_t right = read_binary(reading, operator->binding + 1);
		left = applied(reading, operator->operation, left, right);
	}
	return left;
}

static uint64_t read_expression(struct reading *reading)
{
	if (++reading->depth > DEPTH_LIMIT)
		reading->failed = true;
	uint64_t value = read_binary(reading, 1);
	if (!reading->failed && take(reading, "?")) {
		uint64_t yes = read_expression(reading);
		if (!take(reading, ":"))
			reading->failed = true;
		uint64_t no = reading->failed ? 0 : read_expression(reading);
		value = value ? yes : no;
	}
	reading->depth--;
	return value;
}

bool plural_form(struct text rule, uint64_t count, uint64_t *out)
{
	struct reading reading = {.rest = rule, .count = count};
	if (!take(&reading, "nplurals") || !take(&reading, "="))
		return false;
	uint64_t forms = read_digits(&reading);
	if (!take(&reading, ";") || !take(&reading, "plural") || !take(&reading, "="))
		return false;
	uint64_t form = read_expression(&reading);
	if (!take(&reading, ";") || text_trim(reading.rest).length || reading.failed || form >= forms)
		return false;
	*out = form;
	return true;
}

/* What prints an image's C file, in little. */
#include <stdio.h>

static const char *vdso_name;
static FILE *out;

int main(int argc, char **argv)
{
	size_t vdso_size, at;
	void *vdso;

	if (argc < 4) {
		fprintf(stderr, "Usage: %s <image> <file> [<name>]\n", argv[0]);
		return EXIT_FAILURE;
	}
	vdso_name = (argc > 4) ? argv[4] : "";
	vdso = map_file(argv[1], &vdso_size);
	if (!vdso)
		return EXIT_FAILURE;
	out = fopen(argv[2], "w");

	fprintf(out, "/* Printed */\n");
	fprintf(out, "#include <asm/vdso.h>\n");
	fprintf(out, "static int vdso_follows(\n");
	fprintf(out, "	const struct vm_special_mapping *it,\n");
	fprintf(out, "	struct vm_area_struct *vma)\n");
	fprintf(out, "{\n");
	fprintf(out, "	unsigned long bytes =\n");
	fprintf(out, "	vma->vm_end - vma->vm_start;\n");
	fprintf(out, "	if (vdso_image.size != bytes)\n");
	fprintf(out, "		return -EINVAL;\n");
	fprintf(out, "	current->mm->context.vdso =\n");
	fprintf(out, "	(void *)(vma->vm_start);\n");
	fprintf(out, "	return 0;\n");
	fprintf(out, "}\n");
	fprintf(out,
		"static unsigned char vdso_data[PAGE_ALIGN(%zu)] __page_aligned_data = {\n\t",
		vdso_size);
	for (at = 0; at < vdso_size; at++) {
		if (!(at % 10))
			fprintf(out, "\n\t");
		fprintf(out, "0x%02x, ", ((unsigned char *)vdso)[at]);
	}
	fprintf(out, "\n};\n");
	fprintf(out,
		"static struct page *vdso_pages[PAGE_ALIGN(%zu) / PAGE_SIZE];\n",
		vdso_size);
	fprintf(out, "struct mips_vdso_image vdso_image%s%s = {\n",
		(vdso_name[0]) ? "_" : "", vdso_name);
	fprintf(out, "\t.data = vdso_data,\n");
	fprintf(out, "\t.size = PAGE_ALIGN(%zu),\n", vdso_size);
	fprintf(out, "\t.mapping = {\n");
	fprintf(out, "\t\t.name = \"[vdso]\",\n");
	fprintf(out, "\t\t.pages = vdso_pages,\n");
	fprintf(out, "\t\t.mremap = vdso_follows,\n");
	fprintf(out, "\t},\n");
	if (!print_offsets(vdso)) {
		unlink(argv[2]);
		return EXIT_FAILURE;
	}
	fprintf(out, "};\n");
	return EXIT_SUCCESS;
}

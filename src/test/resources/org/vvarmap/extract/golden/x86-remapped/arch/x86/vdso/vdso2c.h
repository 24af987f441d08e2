static void write_image(FILE *out, const char *name)
{
	fprintf(out, "const struct vdso_image %s = {\n", name);
	fprintf(out, "\t.text_mapping = {\n");
	fprintf(out, "\t\t.name = \"[vdso]\",\n");
	fprintf(out, "\t\t.pages = pages,\n");
	fprintf(out, "\t},\n");
}

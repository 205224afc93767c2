#ifndef REVIEW_PAGE_H
#define REVIEW_PAGE_H

/* A file of the review page, as it was when the program was built. */
struct review_page_file {
    const char *name;
    const unsigned char *bytes;
    long size;
};

int review_page_count(void);
struct review_page_file review_page_file(int index);

#endif

/* The files of the review page, put into the program by the compiler: nothing has to lie beside it. A test holds this list against the folder. */
#include "review_page.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char api_js[] = {
#embed "Page/api.js"
};
static const unsigned char app_js[] = {
#embed "Page/app.js"
};
static const unsigned char asks_js[] = {
#embed "Page/asks.js"
};
static const unsigned char bar_js[] = {
#embed "Page/bar.js"
};
static const unsigned char build_css[] = {
#embed "Page/build.css"
};
static const unsigned char build_js[] = {
#embed "Page/build.js"
};
static const unsigned char buildfilms_js[] = {
#embed "Page/buildfilms.js"
};
static const unsigned char buildlog_js[] = {
#embed "Page/buildlog.js"
};
static const unsigned char buildrun_js[] = {
#embed "Page/buildrun.js"
};
static const unsigned char buildstages_js[] = {
#embed "Page/buildstages.js"
};
static const unsigned char buildwords_js[] = {
#embed "Page/buildwords.js"
};
static const unsigned char cell_js[] = {
#embed "Page/cell.js"
};
static const unsigned char compare_css[] = {
#embed "Page/compare.css"
};
static const unsigned char compare_js[] = {
#embed "Page/compare.js"
};
static const unsigned char cull_css[] = {
#embed "Page/cull.css"
};
static const unsigned char cull_js[] = {
#embed "Page/cull.js"
};
static const unsigned char cullkeys_js[] = {
#embed "Page/cullkeys.js"
};
static const unsigned char cut_css[] = {
#embed "Page/cut.css"
};
static const unsigned char cut_js[] = {
#embed "Page/cut.js"
};
static const unsigned char cutacts_js[] = {
#embed "Page/cutacts.js"
};
static const unsigned char cutcandidates_js[] = {
#embed "Page/cutcandidates.js"
};
static const unsigned char cutclock_js[] = {
#embed "Page/cutclock.js"
};
static const unsigned char cutdeck_js[] = {
#embed "Page/cutdeck.js"
};
static const unsigned char cuticons_js[] = {
#embed "Page/cuticons.js"
};
static const unsigned char cutkeys_js[] = {
#embed "Page/cutkeys.js"
};
static const unsigned char cutlists_js[] = {
#embed "Page/cutlists.js"
};
static const unsigned char cutlooks_js[] = {
#embed "Page/cutlooks.js"
};
static const unsigned char cutmodel_js[] = {
#embed "Page/cutmodel.js"
};
static const unsigned char cutmonitor_js[] = {
#embed "Page/cutmonitor.js"
};
static const unsigned char cutpanel_js[] = {
#embed "Page/cutpanel.js"
};
static const unsigned char cutplayer_js[] = {
#embed "Page/cutplayer.js"
};
static const unsigned char cutstrip_js[] = {
#embed "Page/cutstrip.js"
};
static const unsigned char cuttime_js[] = {
#embed "Page/cuttime.js"
};
static const unsigned char dialogs_js[] = {
#embed "Page/dialogs.js"
};
static const unsigned char dom_js[] = {
#embed "Page/dom.js"
};
static const unsigned char events_js[] = {
#embed "Page/events.js"
};
static const unsigned char grid_js[] = {
#embed "Page/grid.js"
};
static const unsigned char hover_js[] = {
#embed "Page/hover.js"
};
static const unsigned char index_html[] = {
#embed "Page/index.html"
};
static const unsigned char list_js[] = {
#embed "Page/list.js"
};
static const unsigned char notices_js[] = {
#embed "Page/notices.js"
};
static const unsigned char pane_js[] = {
#embed "Page/pane.js"
};
static const unsigned char player_js[] = {
#embed "Page/player.js"
};
static const unsigned char queue_js[] = {
#embed "Page/queue.js"
};
static const unsigned char scrubber_js[] = {
#embed "Page/scrubber.js"
};
static const unsigned char sidebar_js[] = {
#embed "Page/sidebar.js"
};
static const unsigned char single_css[] = {
#embed "Page/single.css"
};
static const unsigned char single_js[] = {
#embed "Page/single.js"
};
static const unsigned char style_css[] = {
#embed "Page/style.css"
};
static const unsigned char sync_js[] = {
#embed "Page/sync.js"
};
static const unsigned char takes_js[] = {
#embed "Page/takes.js"
};
static const unsigned char timeline_js[] = {
#embed "Page/timeline.js"
};
static const unsigned char timelineclips_js[] = {
#embed "Page/timelineclips.js"
};
static const unsigned char timelinedrag_js[] = {
#embed "Page/timelinedrag.js"
};
static const unsigned char timelinesections_js[] = {
#embed "Page/timelinesections.js"
};
static const unsigned char touch_js[] = {
#embed "Page/touch.js"
};
static const unsigned char verdicts_js[] = {
#embed "Page/verdicts.js"
};
static const unsigned char wants_js[] = {
#embed "Page/wants.js"
};
static const unsigned char waveform_js[] = {
#embed "Page/waveform.js"
};
static const unsigned char why_js[] = {
#embed "Page/why.js"
};

static const struct review_page_file files[] = {
    {"api.js", api_js, sizeof api_js},
    {"app.js", app_js, sizeof app_js},
    {"asks.js", asks_js, sizeof asks_js},
    {"bar.js", bar_js, sizeof bar_js},
    {"build.css", build_css, sizeof build_css},
    {"build.js", build_js, sizeof build_js},
    {"buildfilms.js", buildfilms_js, sizeof buildfilms_js},
    {"buildlog.js", buildlog_js, sizeof buildlog_js},
    {"buildrun.js", buildrun_js, sizeof buildrun_js},
    {"buildstages.js", buildstages_js, sizeof buildstages_js},
    {"buildwords.js", buildwords_js, sizeof buildwords_js},
    {"cell.js", cell_js, sizeof cell_js},
    {"compare.css", compare_css, sizeof compare_css},
    {"compare.js", compare_js, sizeof compare_js},
    {"cull.css", cull_css, sizeof cull_css},
    {"cull.js", cull_js, sizeof cull_js},
    {"cullkeys.js", cullkeys_js, sizeof cullkeys_js},
    {"cut.css", cut_css, sizeof cut_css},
    {"cut.js", cut_js, sizeof cut_js},
    {"cutacts.js", cutacts_js, sizeof cutacts_js},
    {"cutcandidates.js", cutcandidates_js, sizeof cutcandidates_js},
    {"cutclock.js", cutclock_js, sizeof cutclock_js},
    {"cutdeck.js", cutdeck_js, sizeof cutdeck_js},
    {"cuticons.js", cuticons_js, sizeof cuticons_js},
    {"cutkeys.js", cutkeys_js, sizeof cutkeys_js},
    {"cutlists.js", cutlists_js, sizeof cutlists_js},
    {"cutlooks.js", cutlooks_js, sizeof cutlooks_js},
    {"cutmodel.js", cutmodel_js, sizeof cutmodel_js},
    {"cutmonitor.js", cutmonitor_js, sizeof cutmonitor_js},
    {"cutpanel.js", cutpanel_js, sizeof cutpanel_js},
    {"cutplayer.js", cutplayer_js, sizeof cutplayer_js},
    {"cutstrip.js", cutstrip_js, sizeof cutstrip_js},
    {"cuttime.js", cuttime_js, sizeof cuttime_js},
    {"dialogs.js", dialogs_js, sizeof dialogs_js},
    {"dom.js", dom_js, sizeof dom_js},
    {"events.js", events_js, sizeof events_js},
    {"grid.js", grid_js, sizeof grid_js},
    {"hover.js", hover_js, sizeof hover_js},
    {"index.html", index_html, sizeof index_html},
    {"list.js", list_js, sizeof list_js},
    {"notices.js", notices_js, sizeof notices_js},
    {"pane.js", pane_js, sizeof pane_js},
    {"player.js", player_js, sizeof player_js},
    {"queue.js", queue_js, sizeof queue_js},
    {"scrubber.js", scrubber_js, sizeof scrubber_js},
    {"sidebar.js", sidebar_js, sizeof sidebar_js},
    {"single.css", single_css, sizeof single_css},
    {"single.js", single_js, sizeof single_js},
    {"style.css", style_css, sizeof style_css},
    {"sync.js", sync_js, sizeof sync_js},
    {"takes.js", takes_js, sizeof takes_js},
    {"timeline.js", timeline_js, sizeof timeline_js},
    {"timelineclips.js", timelineclips_js, sizeof timelineclips_js},
    {"timelinedrag.js", timelinedrag_js, sizeof timelinedrag_js},
    {"timelinesections.js", timelinesections_js, sizeof timelinesections_js},
    {"touch.js", touch_js, sizeof touch_js},
    {"verdicts.js", verdicts_js, sizeof verdicts_js},
    {"wants.js", wants_js, sizeof wants_js},
    {"waveform.js", waveform_js, sizeof waveform_js},
    {"why.js", why_js, sizeof why_js},
};

int review_page_count(void) { return (int)(sizeof files / sizeof *files); }
struct review_page_file review_page_file(int index) { return files[index]; }

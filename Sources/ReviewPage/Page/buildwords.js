const STAGES = {
    song: 'Listening to the song', takes: 'Making takes', scores: 'Measuring takes', frames: 'Taking pictures for the scorers', cut: 'Planning the cut',
    loudness: 'Measuring the loudness', fonts: 'Looking for fonts', render: 'Rendering the film', join: 'Joining the film', pictures: 'Keeping pictures',
};

export function stageWords(name) {
    if (STAGES[name]) return STAGES[name];
    if (name.startsWith('scorer ')) return `Asking scorer ${name.slice(7)}`;
    return /\.\w{2,4}$/.test(name) ? `Writing ${name}` : name.replace(/^./, (first) => first.toUpperCase());
}

/** 3.2 s, 4 min 10 s, 1 h 05 min */
export function duration(seconds) {
    if (seconds < 10) return `${seconds.toFixed(1)} s`;
    if (seconds < 60) return `${Math.round(seconds)} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return `${minutes} min${minutes < 20 ? ` ${Math.round(seconds % 60)} s` : ''}`;
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

export function rateWords(rate, unit) {
    if (rate === null) return '';
    if (rate >= 1) return `${rate >= 10 ? Math.round(rate) : rate.toFixed(1)} ${unit}s a second`;
    const minute = rate * 60;
    return minute >= 1 ? `${minute.toFixed(minute < 10 ? 1 : 0)} ${unit}s a minute` : `one ${unit} in ${duration(1 / rate)}`;
}

/** What to do about a job that failed. */
export function nextStep({ stage, reason }, file) {
    const said = reason.toLowerCase();
    const project = file?.split('/').at(-1) ?? 'project.yaml';
    if (stage === 'takes') {
        if (/refus|content|policy|moderation/.test(said)) {
            return `A refused prompt is not sent again as it is: give the shot another prompt in ${project}, then build again.`;
        }
        if (/budget|limit of/.test(said)) return `Raise the budget in ${project}, or ask for fewer takes, then build again.`;
        return `mv requests list ${project} says how far it came; mv requests retry asks again for what failed.`;
    }
    if (stage === 'scores') return 'The take is put aside as broken and the rest goes on. Look at it in Cull, or make another one.';
    if (stage.startsWith('scorer ') || stage === 'frames') return 'The cut goes on without this opinion. Build again to ask once more.';
    if (stage === 'song') return `Look whether the song's path in ${project} is right and the file plays.`;
    if (/no space|disk/.test(said)) return `Make room on the disk (mv clean ${project} shows what may go), then build again.`;
    return 'Build again: finished parts are kept, only this one is made anew. If it fails again, mv doctor looks at the installation.';
}

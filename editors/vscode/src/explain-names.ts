import { SECTION } from "./names";

/** The command that a code lens of the server names; its argument is what `openclaw/explain` takes. */
export const SHOW_EXPLANATION = `${SECTION}.showExplanation`;

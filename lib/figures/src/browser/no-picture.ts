/** In place of what draws pictures: where figures are live, nothing is drawn beside them. */
export async function svgPicture(): Promise<void> {}
export async function vegaPicture(): Promise<void> {}
export async function loadVega(): Promise<void> {}
export async function drawPlotly(): Promise<void> {}

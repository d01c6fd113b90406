namespace Sync.Scheduler.Planning;

/// <summary>How many frames each camera takes in a round: as the mode says, and of no plan more than remains.</summary>
internal static class RoundFrames
{
    /// <param name="pacing">the rig's</param>
    /// <param name="cameras">what each takes, and how many frames the sky permits it; each plan has one frame left for each of its cameras at least</param>
    public static Window Of(Pacing pacing, IReadOnlyList<(Offer Offer, int Most)> cameras)
    {
        CameraRun[] runs = [.. cameras.Select(c => Run(c.Offer, c.Most))];
        var window = Choose(pacing, runs);
        var shares = Shares([.. cameras.Select(c => c.Offer)], window);
        return shares.All(s => s.Value == window.Frames.GetValueOrDefault(s.Key))
            ? window
            : Choose(pacing, [.. runs.Where(r => shares[r.Camera] > 0).Select(r => r with { Most = shares[r.Camera] })]);
    }

    private static CameraRun Run(Offer offer, int most) =>
        new(offer.Camera.Name, offer.Exposure, offer.Camera.Readout ?? TimeSpan.Zero, Math.Min(most, offer.Plan.Remaining));

    private static Window Choose(Pacing pacing, IReadOnlyList<CameraRun> runs) => pacing.Mode switch
    {
        RoundMode.Loose => WindowPacking.Loose(runs, Lead(pacing, runs), pacing.Gap),
        RoundMode.Packed => WindowPacking.Packed(runs, pacing.Gap, AtMost(pacing, runs))!, // one frame of each fits
        _ => WindowPacking.Strict(runs, pacing.Gap),
    };

    private static string Lead(Pacing pacing, IReadOnlyList<CameraRun> runs) =>
        runs.Any(r => r.Camera == pacing.Lead) ? pacing.Lead! : runs.MaxBy(r => r.Exposure).Camera;

    private static TimeSpan AtMost(Pacing pacing, IReadOnlyList<CameraRun> runs)
    {
        var longest = runs.Max(r => r.Exposure);
        return longest > pacing.WindowAtMost ? longest : pacing.WindowAtMost;
    }

    /// <summary>Where several cameras serve a plan that has less left than they could take together, those with the most give way.</summary>
    private static Dictionary<string, int> Shares(IReadOnlyList<Offer> offers, Window window)
    {
        var shares = offers.ToDictionary(o => o.Camera.Name, o => window.Frames.GetValueOrDefault(o.Camera.Name));
        foreach (var plan in offers.GroupBy(o => o.Plan.PlanId))
        {
            for (var over = plan.Sum(o => shares[o.Camera.Name]) - plan.First().Plan.Remaining; over > 0; over--)
                shares[plan.MaxBy(o => shares[o.Camera.Name])!.Camera.Name]--;
        }

        return shares;
    }
}

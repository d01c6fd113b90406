using Sync.Contracts;
using Sync.Grader.Grading;
using Sync.Ledger;
using Sync.Ledger.Databases;

namespace Sync.Grader.Baselines;

/// <summary>What was measured before: that with which a frame is compared.</summary>
internal sealed class Baseline
{
    public static readonly Migration Step = new("grader", 1, """
        create table measurement (frame_id char(32) not null primary key, plan_id char(32) not null, camera varchar(64) not null,
            filter nvarchar(128) not null, exposure bigint not null, gain int not null, binning int not null, measured bigint not null,
            stars int not null, hfr float null, fwhm float null, eccentricity float null, accepted int not null, reason nvarchar(64) null);
        create index measurement_population on measurement (plan_id, camera, filter, exposure, gain, binning, measured);
        """);

    /// <summary>What was said of this frame before; null when it is new.</summary>
    public FrameGraded? Verdict(Transaction t, Guid frameId) => t.First<Row>("""
        select stars as Stars, hfr as Hfr, fwhm as Fwhm, accepted as Accepted, reason as Reason from measurement where frame_id = @id
        """, new { id = frameId.ToString("N") }) is not { } row
        ? null
        : new FrameGraded
        {
            FrameId = frameId,
            Accepted = row.Accepted == 1,
            Reason = row.Reason,
            Stars = row.Stars,
            HfrPixels = row.Hfr,
            FwhmPixels = row.Fwhm,
        };

    /// <summary>Earlier frames of the same plan, camera and settings, the newest first.</summary>
    public IReadOnlyList<Sample> Population(Transaction t, GradeFrame frame, int count) =>
        [.. t.Top<Row>(count, """
            select stars as Stars, hfr as Hfr, fwhm as Fwhm, eccentricity as Eccentricity from measurement
            where plan_id = @Plan and camera = @Camera and filter = @Filter and exposure = @Exposure and gain = @Gain and binning = @Binning
            order by measured desc
            """, Key(frame)).Select(r => new Sample { Stars = r.Stars, HfrPixels = r.Hfr, FwhmPixels = r.Fwhm, Eccentricity = r.Eccentricity })];

    public void Keep(Transaction t, GradeFrame frame, Sample sample, FrameGraded graded)
    {
        var key = Key(frame);
        t.Execute("""
            insert into measurement (frame_id, plan_id, camera, filter, exposure, gain, binning, measured, stars, hfr, fwhm, eccentricity, accepted, reason)
            values (@id, @Plan, @Camera, @Filter, @Exposure, @Gain, @Binning, @now, @Stars, @HfrPixels, @FwhmPixels, @Eccentricity, @accepted, @Reason)
            """, new
        {
            id = frame.FrameId.ToString("N"),
            key.Plan,
            key.Camera,
            key.Filter,
            key.Exposure,
            key.Gain,
            key.Binning,
            now = t.Now,
            sample.Stars,
            sample.HfrPixels,
            sample.FwhmPixels,
            sample.Eccentricity,
            accepted = graded.Accepted ? 1 : 0,
            graded.Reason,
        });
    }

    private static PopulationKey Key(GradeFrame frame) => new(
        frame.PlanId.ToString("N"), frame.Camera, frame.Filter ?? "", (long)frame.Exposure.TotalMilliseconds, frame.Gain ?? -1, frame.Binning);

    private sealed record PopulationKey(string Plan, string Camera, string Filter, long Exposure, int Gain, int Binning);

    private sealed class Row
    {
        public int Stars { get; init; }

        public double? Hfr { get; init; }

        public double? Fwhm { get; init; }

        public double? Eccentricity { get; init; }

        public int Accepted { get; init; }

        public string? Reason { get; init; }
    }
}

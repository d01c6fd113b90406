using System.Diagnostics;
using OpenTelemetry;

namespace Sync.Host.Telemetry;

/// <summary>Puts the live spans of this process into its spool; what is not sampled is nobody's.</summary>
internal sealed class SpanRecorder(SpanSpool spool) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (data.Recorded)
            spool.Append(SpanRecord.Begun(data));
    }

    public override void OnEnd(Activity data)
    {
        if (data.Recorded)
            spool.Append(SpanRecord.Ended(data));
    }
}

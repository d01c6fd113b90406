using System.Globalization;
using System.Text.RegularExpressions;
using Sync.Scheduler.Events;

namespace Sync.Host.Web;

/// <summary>
/// POST /api/barriers/NAME/arrive?program=NAME&amp;seconds=N: a program comes to a barrier and waits there; 200 when it is open, 202 when it is
/// not yet. Who has come stays there, and may ask again.
/// </summary>
internal sealed partial class BarrierPage(BarrierDoor door)
{
    private const double SecondsAtMost = 3600;

    /// <returns>false when the request is for something else</returns>
    public async Task<bool> Answers(HttpContext context)
    {
        if (Place().Match(context.Request.Path.Value ?? "") is not { Success: true } match)
            return false;
        await Answer(context, Uri.UnescapeDataString(match.Groups[1].Value));
        return true;
    }

    private async Task Answer(HttpContext context, string barrier)
    {
        var (request, program) = (context.Request, context.Request.Query["program"].FirstOrDefault() ?? "program");
        if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.Headers.Allow = "POST";
            await Say(context, StatusCodes.Status405MethodNotAllowed, barrier, false, "POST is allowed.");
        }
        else if (request.Headers.Origin.Count > 0) // a page of somebody else's in a browser that has logged in, or needs not to
            await Say(context, StatusCodes.Status403Forbidden, barrier, false, "Pages of a browser may not come to a barrier.");
        else if (!BarrierDoor.IsName(barrier) || !BarrierDoor.IsName(program))
            await Say(context, StatusCodes.Status400BadRequest, barrier, false, $"'{barrier}' and '{program}' can't both be names; {BarrierDoor.Names}.");
        else if (Seconds(request) is not { } seconds)
            await Say(context, StatusCodes.Status400BadRequest, barrier, false, $"seconds is '{request.Query["seconds"]}'; 0 to {SecondsAtMost} is allowed.");
        else if (await door.Come(barrier, program, seconds, context.RequestAborted) is { } sentence)
            await Say(context, StatusCodes.Status200OK, barrier, true, sentence);
        else
            await Say(context, StatusCodes.Status202Accepted, barrier, false, $"{program} has come to the barrier {barrier}, which is not open yet.");
    }

    private static TimeSpan? Seconds(HttpRequest request) => request.Query["seconds"].FirstOrDefault() is not { } text ? TimeSpan.FromMinutes(5)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= SecondsAtMost ? TimeSpan.FromSeconds(seconds)
        : null;

    private static Task Say(HttpContext context, int status, string barrier, bool open, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsJsonAsync(new { barrier, open, sentence }, context.RequestAborted);
    }

    [GeneratedRegex("^/api/barriers/([^/]+)/arrive$")]
    private static partial Regex Place();
}

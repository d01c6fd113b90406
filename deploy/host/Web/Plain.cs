namespace Sync.Host.Web;

/// <summary>Answers in plain text.</summary>
internal static class Plain
{
    /// <summary>To GET and HEAD; any other method is refused.</summary>
    public static Task Answer(HttpContext context, int status, string text)
    {
        if (HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsGet(context.Request.Method))
            return Say(context, status, text);
        context.Response.Headers.Allow = "GET, HEAD";
        return Say(context, StatusCodes.Status405MethodNotAllowed, "GET and HEAD are allowed.");
    }

    /// <summary>Whatever the method.</summary>
    public static Task Say(HttpContext context, int status, string text)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.WriteAsync($"{text}\n", context.RequestAborted);
    }
}

mod context;
